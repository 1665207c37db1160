import { expect, it } from "vitest";
import { Fault } from "@/api/fault";
import { fieldFaults } from "./fields";

it("puts what was refused to the field that it names", () => {
  const fault = new Fault(422, "", "wrong", [{ location: "body.starts_at", message: "lies in the past" }]);
  expect(fieldFaults(fault, ["starts_at", "minutes"])).toEqual({ errors: { starts_at: "lies in the past" }, rest: null });
});

it("leaves to the form what belongs to none of its fields", () => {
  const fault = new Fault(409, "", "there is another session then");
  expect(fieldFaults(fault, ["starts_at"])).toEqual({ errors: {}, rest: fault });
});
