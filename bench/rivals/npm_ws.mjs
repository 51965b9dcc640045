// Rival: the most used WebSocket server of Node.js, as its readme says to broadcast.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(process.argv[2] + "/")("ws");
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false, backlog: 1024 });
const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
let payload = Buffer.alloc(0);

server.on("listening", () => say({ port: server.address().port }));
createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  if (request.payload) {
    payload = Buffer.from(request.payload);
    say({ ready: 1 });
    return;
  }
  const began = process.hrtime.bigint();
  for (const client of server.clients) client.send(payload, { binary: false });
  say({ at: Number(began) });
}).on("close", () => process.exit(0));
