const mebibytes = 2 ** 20;

const most: Record<string, number> = {
  "image/png": 8,
  "image/jpeg": 8,
  "image/webp": 8,
  "image/gif": 8,
  "audio/mpeg": 32,
  "audio/wav": 32,
  "audio/ogg": 32,
  "video/mp4": 128,
  "video/webm": 128,
};

/** The types that the server takes. */
export const typesOf = Object.keys(most);

/** How many bytes of a type are taken, or nothing where the type is not. */
export const bound = (type: string): number | undefined => (Object.hasOwn(most, type) ? most[type]! * mebibytes : undefined);
