import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { nameOf, useKeys } from "./keys";

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

it("names a press", () => {
  expect(nameOf(key("J"))).toBe("j");
  expect(nameOf(key("Enter", { ctrlKey: true, shiftKey: true }))).toBe("ctrl+shift+enter");
  expect(nameOf(key("?", { shiftKey: true }))).toBe("?");
});

it("leaves typing alone unless a key is meant for it", () => {
  const plain = vi.fn();
  const meant = vi.fn();
  const { unmount } = renderHook(() =>
    useKeys([
      { keys: ["j"], label: "", run: plain },
      { keys: ["ctrl+enter"], label: "", run: meant, typing: true },
    ]),
  );
  const field = document.body.appendChild(document.createElement("textarea"));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
  expect(plain).not.toHaveBeenCalled();
  expect(meant).toHaveBeenCalledOnce();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
  expect(plain).toHaveBeenCalledOnce();
  unmount();
});
