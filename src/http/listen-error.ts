/** An address of this server. */
interface Address {
  host: string;
  port: number;
}

/**
 * The error for a server that cannot listen: a sentence that names the setting. Other errors stay.
 * @param prefix of the names of the settings HOST and PORT
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
