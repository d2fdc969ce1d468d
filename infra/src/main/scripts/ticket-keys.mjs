// Changes the key set of the codes of tickets. Reads the set from standard input, which may be empty, and writes the
// changed set to standard output. Argument:
//   add      adds a new key at the end: instances verify its signatures, and do not sign with it yet
//   sign     moves the last key to the beginning: instances sign with it
//   retire   removes all keys but the first
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";

const MAX_NUMBER = 99999999;

const text = readFileSync(0, "utf8").trim();
const keys = text === "" ? [] : JSON.parse(text).keys;
const command = process.argv[2];

switch (command) {
	case "add":
		keys.push(newKey());
		break;
	case "sign":
		keys.unshift(...keys.splice(-1));
		break;
	case "retire":
		keys.splice(1);
		break;
	default:
		console.error("usage: node ticket-keys.mjs add|sign|retire < keys.json");
		process.exit(2);
}
console.log(JSON.stringify({ keys }));

function newKey() {
	const { kty, crv, x, y, d } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
	const numbers = keys.map((key) => Number(key.kid)).filter((number) => number > 0 && number < MAX_NUMBER);
	return { kty, crv, kid: String(Math.max(0, ...numbers) + 1), x, y, d };
}
