const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];

/** The zones that the browser knows, and one that is in use though it does not. */
export const zonesWith = (used: string) => (used && !zones.includes(used) ? [used, ...zones] : zones);
