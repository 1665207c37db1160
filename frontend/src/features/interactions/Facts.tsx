import { useTranslation } from "react-i18next";
import type { Interaction } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { OriginText } from "@/parts/OriginText";
import { Written } from "@/parts/Said";
import { exact, span } from "@/parts/time";
import classes from "./interactions.module.css";

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

function languageName(code: string) {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

const firstUpper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1).replaceAll("_", " ");

const duration = (ms?: number | null) => (ms == null ? null : span(ms));

export function Facts({ of }: { of: Interaction }) {
  const { t } = useTranslation();
  const facts: [string, React.ReactNode][] = [
    ["agent", of.agent_name ?? of.agent_ref],
    ["team", of.team_name],
    ["channel", t(`channel.${of.channel}`)],
    ["direction", of.direction && t(`direction.${of.direction}`, { defaultValue: of.direction })],
    ["kind", of.kind && t(`kind.${of.kind}`, { defaultValue: of.kind })],
    ["queue", of.queue],
    ["language", of.language && languageName(of.language)],
    ["customer", of.customer && [of.customer.name, of.customer.ref].filter(Boolean).join(" · ")],
    ["value", of.customer?.value && t(`customer_value.${of.customer.value}`, { defaultValue: of.customer.value })],
    ["address", of.customer?.address],
    ["spoke_to", of.spoke_to && <Written key="to" text={of.spoke_to} />],
    ["account", of.account],
    ["transaction", of.transaction],
    ["started", exact(of.started_at)],
    ["answered", of.answered_at && of.queued_at && t("facts.waited", { time: span(Date.parse(of.answered_at) - Date.parse(of.queued_at)) })],
    ["ended", of.ended_at && exact(of.ended_at) + (of.ended_by === "timeout" ? ` (${t("facts.timeout")})` : "")],
    ["talk", duration(of.talk_ms)],
    ["hold", duration(of.hold_ms)],
    ["wrap", duration(of.wrap_ms)],
    ["tone", of.tone && firstUpper(of.tone)],
    ["transfers", of.transfers || null],
    ["resolution", of.resolution && firstUpper(of.resolution)],
    ["next_step", of.next_step && <Written key="step" text={[of.next_step, of.next_owner && `(${of.next_owner})`].filter(Boolean).join(" ")} />],
    ["drawn", of.sample && <OriginText key="drawn" of={of.sample} />],
    ["source", `${of.source} · ${of.external_id}`],
    ...Object.entries(of.attributes ?? {}).map(([key, value]): [string, string] => [key, value]),
  ];
  return (
    <Section title={t("facts.title")} id="facts">
      <Card>
        <dl className={classes.facts}>
          {facts
            .filter(([, value]) => value != null && value !== "" && value !== 0)
            .map(([key, value]) => (
              <div key={key}>
                <dt>{t(`facts.${key}`, { defaultValue: key })}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
    </Section>
  );
}
