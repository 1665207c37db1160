// Tells Rater one interaction, with nothing but fetch. RATER_URL is where Rater is, RATER_TOKEN what `rater token add` printed.

export interface Receipt {
  accepted: number
  duplicate: number
  rejected: { index: number; id: string; detail: string }[]
}

const interaction = "example-typescript"

const events = [
  { id: "1", type: "interaction.started", interaction, at: "2026-03-01T09:30:00Z", channel: "phone", agent: "ana@example.com" },
  { id: "2", type: "utterance.added", interaction, at: "2026-03-01T09:30:04Z", seq: 1, speaker: "agent", text: "Good morning, how can I help?" },
  { id: "3", type: "utterance.added", interaction, at: "2026-03-01T09:30:09Z", seq: 2, speaker: "customer", text: "My parcel has not come." },
  { id: "4", type: "interaction.ended", interaction, at: "2026-03-01T09:35:20Z", resolution: "resolved" },
]

/** Sends events and returns Rater's receipt. Repeating is safe: what was stored already counts as a duplicate. */
async function send(body: object, tries = 5): Promise<Receipt> {
  for (let n = 1; ; n++) {
    const answer = await fetch(`${process.env.RATER_URL}/api/v1/ingest/events`, {
      method: "POST",
      headers: { Authorization: `Bearer ${process.env.RATER_TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    }).catch((failure: Error) => failure)
    if (answer instanceof Response && answer.ok) return (await answer.json()) as Receipt
    const final = answer instanceof Response && answer.status < 500 && answer.status !== 429
    if (final || n === tries) throw new Error(answer instanceof Response ? `${answer.status}: ${await answer.text()}` : `no answer: ${answer.message}`)
    const asked = answer instanceof Response ? Number(answer.headers.get("Retry-After") ?? 0) : 0
    await new Promise((resolve) => setTimeout(resolve, Math.max(asked * 1000, 250 * 2 ** n)))
  }
}

const receipt = await send({ events })
console.log(JSON.stringify(receipt))
process.exitCode = receipt.rejected.length > 0 ? 1 : 0
