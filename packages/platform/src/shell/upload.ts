/** A text of the answer, where it is JSON and has one under this name. */
const textIn = (answer: string, name: string): string | undefined => {
  try {
    const value: unknown = Reflect.get(Object(JSON.parse(answer)), name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

type Watch = {
  /** Hears the share sent, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
};

/**
 * Uploads a picture through the media domain and gives its id. Throws an Error with the server's own words, or with
 * none where it could not be reached.
 */
export const uploadPicture = (file: File, use: 'avatar' | 'photo', watch: Watch = {}): Promise<string> =>
  new Promise((done, fail) => {
    // fetch tells nothing of how much was sent.
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('use', use);
    body.append('file', file);
    request.upload.onprogress = ({ loaded, total }) => watch.onProgress?.(total > 0 ? loaded / total : 0);
    request.onerror = () => fail(new Error());
    request.onabort = () => fail(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      const id = request.status === 201 ? textIn(request.responseText, 'id') : undefined;
      if (id === undefined) fail(new Error(textIn(request.responseText, 'detail')));
      else done(id);
    };
    watch.signal?.addEventListener('abort', () => request.abort());
    request.open('POST', '/api/v1/media/upload');
    request.send(body);
  });
