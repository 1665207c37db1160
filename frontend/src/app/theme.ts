import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple, type VariantColorsResolver } from "@mantine/core";
import { english } from "@/words/words";

const accent: MantineColorsTuple = [
  "#e9eefc", "#d3defa", "#b4c6fb", "#8fabff", "#6e8ff0", "#4c72e0", "#3a60d4", "#2b50c7", "#2444ab", "#1d388d",
];

const dark: MantineColorsTuple = [
  "#e8ebef", "#c3c9d1", "#a5aebb", "#78828f", "#4a525d", "#333a43", "#262b32", "#1c2026", "#171b20", "#14171b",
];

const colours: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  if (input.variant === "filled") return { ...usual, background: "var(--accent)", hover: "var(--accent-hover)", color: "var(--accent-ink)" };
  if (input.variant === "subtle") return { ...usual, hover: "var(--raised)", color: "var(--accent)" };
  return usual;
};

const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const surface = { backgroundColor: "var(--surface)" };
const dialog = { content: surface, header: surface, title: { fontSize: "var(--text-lead)", fontWeight: 600 } };
const input = { withAsterisk: false };

export const theme = createTheme({
  primaryColor: "accent",
  colors: { accent, dark },
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: colours,
  fontFamily: family,
  headings: { fontFamily: family, fontWeight: "600" },
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1.125rem", xl: "1.5rem" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: true }, styles: dialog },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } }, styles: dialog },
    TextInput: { defaultProps: input },
    PasswordInput: { defaultProps: input },
    Textarea: { defaultProps: input },
    Select: { defaultProps: input },
    Checkbox: { defaultProps: { iconColor: "var(--accent-ink)" } },
    Radio: { defaultProps: { iconColor: "var(--accent-ink)" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": english.close } } },
    Menu: { defaultProps: { transitionProps: { duration: 100 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 100 }, openDelay: 300 } },
  },
});

const shared = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--quiet)",
  "--mantine-color-placeholder": "var(--quiet)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-hover": "var(--raised)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-error": "var(--fault)",
  "--mantine-color-anchor": "var(--accent)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
