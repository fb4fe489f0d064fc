import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";

export interface LocalServer {
  /** `http://127.0.0.1:41234` */
  readonly origin: string;
  /** Before the test ends; twice is fine. */
  readonly stop: () => void;
}

/** A server on this machine alone, until the test ends. */
export async function aLocalServer(answer: RequestListener): Promise<LocalServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return { origin: `http://127.0.0.1:${address.port}`, stop };
}
