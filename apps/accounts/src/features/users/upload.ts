import { z } from 'zod';

const stored = z.object({ id: z.string() });
const problem = z.object({ detail: z.string() });

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * Uploads a picture through the media domain and gives its id; `onProgress` hears the share sent, 0 to 1. Throws an
 * Error with the server's own words, or with none where it could not be reached.
 */
export const uploadPicture = (
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> =>
  new Promise((done, fail) => {
    // fetch tells nothing of how much was sent.
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('use', 'avatar');
    body.append('file', file);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => fail(new Error());
    request.onabort = () => fail(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      const answer = read(request.responseText);
      const made = stored.safeParse(answer);
      if (request.status === 201 && made.success) done(made.data.id);
      else fail(new Error(problem.safeParse(answer).data?.detail));
    };
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', '/api/v1/media/upload');
    request.send(body);
  });
