import { createSpotlight } from "@mantine/spotlight";

export const [paletteStore, palette] = createSpotlight();
export const openPalette = () => palette.open();

let listener = () => {};

export const openKeys = () => listener();
export const onOpenKeys = (run: () => void) => {
  listener = run;
};
