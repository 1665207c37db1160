import { expect, it } from "vitest";
import { Fault } from "@/api/fault";
import { Faults } from "./faults";

const faults = Faults.of(
  new Fault(422, "Invalid", "", [
    { location: "body.title", message: "must be 1 to 200 characters" },
    { location: "body.parts[1].quiz.questions[0].options", message: "no option is right" },
    { location: "body.parts[1].quiz.questions[0].options[2].text", message: "must be 1 to 500 characters" },
    { location: "body.parts[12].title", message: "must be 1 to 200 characters" },
  ]),
);

it("finds a fault at its place and no other", () => {
  expect(faults.at("title")).toBe("must be 1 to 200 characters");
  expect(faults.at("summary")).toBeUndefined();
});

it("goes down to a part without taking those whose number begins alike", () => {
  const second = faults.in("parts[1]");
  expect(second.count).toBe(2);
  const question = second.in("quiz").in("questions[0]");
  expect(question.at("options")).toBe("no option is right");
  expect(question.in("options").in("[2]").at("text")).toBe("must be 1 to 500 characters");
});

it("names what no field shows", () => {
  expect(faults.besides(["title", "parts[1]"])).toEqual(["parts[12].title must be 1 to 200 characters"]);
  expect(faults.besides(["parts"])).toEqual(["title must be 1 to 200 characters"]);
});

it("has nothing to say of what is no answer of the server", () => {
  expect(Faults.of(new TypeError("x")).count).toBe(0);
});
