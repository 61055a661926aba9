// Reads one attack on evaluation in a process of its own, so that its processor time and its memory are its own: `INDEX`, or nothing for the same without an attack.
import { attacks } from "../../test/terraform/configuration/attacks.ts";
import { readText } from "../../test/terraform/configuration/read-text.ts";

const [index] = process.argv.slice(2);
const files =
  index === undefined ? { "main.tf": 'resource "key" "k" {\n  v = "x"\n}\n' } : attacks[Number(index)]?.files;
await readText(files ?? {});
const { user, system } = process.cpuUsage();
const milliseconds = (user + system) / 1000;
process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
