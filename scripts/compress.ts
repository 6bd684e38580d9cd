import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import Negotiator from 'negotiator';

const smallest = 2_048;
/** Longer ones go to a thread; to hand over a short one and take it back costs more than to do it here. */
const inPlaceMax = 65_536;
/** The quickest level and a small window: an answer is kept no longer than it is written. */
const options = { level: 1, windowBits: 13, memLevel: 6 };
const inThread = promisify(gzip);

/** The answer as it came, or compressed where it is JSON of some length and the caller takes gzip. */
export const compressed = async (req: Request, res: Response): Promise<Response> => {
  if (!res.body || !res.headers.get('content-type')?.startsWith('application/json')) return res;
  const plain = Buffer.from(await res.arrayBuffer());
  const headers = new Headers(res.headers);
  headers.append('vary', 'Accept-Encoding');
  const isLong = plain.length >= smallest && !headers.has('content-encoding');
  const accepted = { headers: { 'accept-encoding': req.headers.get('accept-encoding') ?? '' } };
  if (!isLong || new Negotiator(accepted).encoding(['gzip', 'identity']) !== 'gzip')
    return new Response(plain, { status: res.status, headers });
  const bytes = plain.length > inPlaceMax ? await inThread(plain, options) : gzipSync(plain, options);
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  return new Response(bytes, { status: res.status, headers });
};
