declare module 'html-encoding-sniffer' {
  type Options = {
    xml?: boolean;
    transportLayerEncodingLabel?: string;
    defaultEncoding?: string;
    maxPrescanBytes?: number;
  };
  /** The canonical name of the encoding of a page. */
  export default function sniff(bytes: Uint8Array, options?: Options): string;
}
