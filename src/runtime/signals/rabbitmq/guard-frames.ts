import type { Socket } from 'node:net';
import type { Connection } from 'rabbitmq-client';

/** Brokers send no larger frames than 131,072 bytes unless they are told to. */
const largest = 1024 * 1024;

/**
 * Ends a connection whose other side announces a frame that nobody sends. The library would ask Node for as many bytes, and
 * Node throws for more than 1 GiB, in an event where nobody can catch it: the `HTTP/1.1` of a web server, read as AMQP, is
 * such a frame, so that a wrong port in a URL would end the whole process.
 */
export function guardFrames(connection: Connection): void {
  // the library does not show its socket; where it has another name for it, a test fails
  const { _socket: socket } = connection as unknown as { readonly _socket?: Socket };
  if (socket === undefined) return;
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    if (size === undefined || size <= largest) return read(size);
    socket.destroy(new Error('the server does not speak AMQP'));
    return null;
  };
}
