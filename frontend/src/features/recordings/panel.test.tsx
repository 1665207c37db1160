import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import "@/words/words";
import { recordingQuery } from "@/api/recordings";
import type { Channel, Recording } from "@/api/types";
import type { Player } from "./player";
import { SoundPanel } from "./SoundPanel";

it.each<[Channel, boolean]>([["phone", true], ["video", true], ["in_person", true], ["email", false], ["chat", false], ["sms", false], ["social", false]])(
  "asks for a recording where something is heard: %s, %s",
  (channel, asks) => {
    const client = new QueryClient();
    client.setQueryData(recordingQuery("i").queryKey, { status: "none", may_add: true, may_hear: false } as unknown as Recording);
    const drawn = renderToStaticMarkup(
      <QueryClientProvider client={client}>
        <MantineProvider>
          <SoundPanel interaction="i" channel={channel} player={{} as Player} />
        </MantineProvider>
      </QueryClientProvider>,
    );
    expect(drawn.includes("Add a recording")).toBe(asks);
  },
);
