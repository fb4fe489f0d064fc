import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A line to a server of this machine that can be cut: then nobody can connect. */
export class CuttableLine {
  readonly #ends = new Set<Socket>();
  #server: Server = this.#makeServer();
  #port = 0;
  /** Where it leads; connections before that are ended. */
  targetPort = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Also again, after it was cut. */
  async open(): Promise<void> {
    this.#server = this.#makeServer();
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Twice is fine. */
  cut(): void {
    this.#server.close();
    for (const end of this.#ends) end.destroy();
  }

  #makeServer(): Server {
    return createServer((near) => {
      const far = connect(this.targetPort, "127.0.0.1");
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#ends.add(end);
        end.pipe(other);
        end.on("error", () => other.destroy());
        end.on("close", () => {
          this.#ends.delete(end);
          other.destroy();
        });
      }
    });
  }
}

export async function aCuttableLine(): Promise<CuttableLine> {
  const line = new CuttableLine();
  await line.open();
  onTestFinished(() => line.cut());
  return line;
}
