// @fal-ai/client, unmodified: one operation after the other; tells what it saw as JSON.
// BASE is a door for plain HTTP; RECIPE names the setting that leads there.

import { readFileSync } from "node:fs";
import { createFalClient } from "@fal-ai/client";

const { BASE, RECIPE } = process.env;
const ENDPOINT = "fal-ai/flux-2/lora/edit";
const body = JSON.parse(readFileSync(0, "utf8"));

const inward = (url) => String(url).replace(/^https:\//, BASE);
const recipes = {
  proxy: { proxyUrl: { url: `${BASE}/proxy`, when: "always" } },
  middleware: { requestMiddleware: async (request) => ({ ...request, url: inward(request.url) }) },
  fetch: { fetch: (url, options) => fetch(inward(url), options) },
};
const fal = createFalClient({ credentials: process.env.FAL_KEY, ...recipes[RECIPE] });

const input = (seed) => ({ ...body, seed });
const picture = (name) =>
  new File([Buffer.from(body.image_urls[0].split(",")[1], "base64")], name, { type: "image/png" });

async function failing(promise) {
  try {
    await promise;
  } catch (error) {
    return { name: error.name, status: error.status, body: error.body };
  }
}

async function queue() {
  const submitted = await fal.queue.submit(ENDPOINT, { input: input(1), priority: "low" });
  const requestId = submitted.request_id;
  const statuses = [];
  let last;
  do {
    last = await fal.queue.status(ENDPOINT, { requestId, logs: true });
    statuses.push([last.status, last.logs?.length ?? 0]);
  } while (last.status !== "COMPLETED");
  const result = await fal.queue.result(ENDPOINT, { requestId });
  const second = await fal.queue.submit(ENDPOINT, { input: input(2) });
  await fal.queue.cancel(ENDPOINT, { requestId: second.request_id });
  const cancelled = failing(fal.queue.result(ENDPOINT, { requestId: second.request_id }));
  const streamed = await fal.queue.streamStatus(ENDPOINT, { requestId, logs: true });
  return {
    submitted,
    statuses,
    result,
    cancelled: await cancelled,
    streamed: await streamed.done(),
    invalid: await failing(fal.queue.submit(ENDPOINT, { input: input("x") })),
  };
}

async function direct() {
  const updates = [];
  const subscribed = await fal.subscribe(ENDPOINT, {
    input: input(3),
    logs: true,
    pollInterval: 20,
    onQueueUpdate: (update) => updates.push(update.status),
  });
  const stream = await fal.stream(ENDPOINT, { input: input(4) });
  const events = [];
  for await (const event of stream) events.push(event);
  return {
    subscribed,
    updates,
    run: await fal.run(ENDPOINT, { input: input(5) }),
    events,
    final: await stream.done(),
  };
}

async function files() {
  const lifecycle = { expiresIn: "1h" };
  const link = await fal.storage.upload(picture("a 1.png"), { lifecycle });
  const large = new File([Buffer.alloc(91 * 2 ** 20, 1)], "large.bin");
  const inline = await fal.run(ENDPOINT, { input: { ...input(6), image_urls: [picture("b.png")] } });
  return {
    link,
    parts: RECIPE === "fetch" ? await fal.storage.upload(large) : null,
    inline,
  };
}

const operations = { queue, direct, files };
const said = await operations[process.argv[2]]();
process.stdout.write(JSON.stringify(said));
