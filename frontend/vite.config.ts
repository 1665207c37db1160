import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const api = process.env.RATER_API ?? "http://localhost:8080";
const proxy = { "/api": { target: api, ws: true } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, proxy, fs: { allow: [".", "../scorecards/testdata"] } },
  preview: { port: 4173, proxy },
  build: { target: "es2022", chunkSizeWarningLimit: 900, assetsInlineLimit: 0 },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
