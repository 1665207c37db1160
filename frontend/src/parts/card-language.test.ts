import { expect, it } from "vitest";
import { languageOf } from "./card-language";

it.each([
  [["en", "de", "pt-BR"], ["fr", "de-AT", "en"], "de"],
  [["en", "de", "de-AT"], ["de-at"], "de-AT"],
  [["en", "pt-BR"], ["pt"], "pt-BR"],
  [["nl", "de"], ["fr"], "nl"],
  [[], ["fr"], "en"],
])("of %j, wished %j, %s is read", (languages, wished, read) => {
  expect(languageOf({ languages }, wished)).toBe(read);
});
