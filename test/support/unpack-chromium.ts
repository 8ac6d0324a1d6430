/** A program of its own, because the package unpacks to the temporary folder of its process: TMPDIR says where. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
await Promise.all(['chromium.br', 'al2023.tar.br'].map((name) => inflate(join(packed, name))));
