/** An address of this server. */
interface Address {
  host: string;
  port: number;
}

/**
 * Replaces the error of a server that cannot listen by a sentence that names the setting. Other errors are returned unchanged.
 * @param prefix the part before HOST and PORT in the names of the settings
 */
export function listenError(error: unknown, { host, port }: Address, prefix: '' | 'METRICS_'): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} of ${host} is in use. Stop what listens there, or give another ${prefix}PORT.`, {
        cause: error,
      });
    case 'EACCES':
      return new Error(`Port ${port} is reserved for the system's administrator. Give another ${prefix}PORT.`, {
        cause: error,
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new Error(
        `${prefix}HOST is "${host}": this machine does not have that address. Give 127.0.0.1, or 0.0.0.0 for all addresses.`,
        { cause: error },
      );
    default:
      return error;
  }
}
