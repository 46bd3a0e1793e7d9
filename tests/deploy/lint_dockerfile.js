// Prints what dockerfile-utils finds in a Dockerfile, one line each: `node lint_dockerfile.js FILE`.
import { readFileSync } from "node:fs";
import { validate } from "dockerfile-utils";

for (const { range, message } of validate(readFileSync(process.argv[2] ?? "", "utf8")))
  console.log(`${range.start.line + 1}: ${message}`);
