import type { OperationResult } from '../../src/exchange.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Backend } from './backend.ts'
import { JSON_TYPE, remembering, transportOf, writeBody, type Transport } from './transport.ts'

/** A request that is not for content, with how its answer is to be written. */
export interface PlainRequest<W = unknown> extends OperationRequest<W> {
  readonly transport: Transport
}

/** What one method of the API does; everything else is alike for all. */
export interface PlainMethod<R extends PlainRequest, O extends OperationResult> {
  readonly name: string
  readonly method: Endpoint['method']
  readonly path: string
  readonly operation: R['operation']
  parse(call: Call): Omit<R, 'transport' | 'operation' | 'stream'>
  readonly perform: NonNullable<Endpoint<R, O>['perform']>
  body(outcome: O, request: R): object
  /** Headers besides those of every answer. */
  extraHeaders?(outcome: O): Record<string, string>
}

/** An endpoint whose answer is a JSON object in the transport that the call asks for. */
export function plainEndpoint<R extends PlainRequest, O extends OperationResult>(
  backend: Backend,
  definition: PlainMethod<R, O>,
): Endpoint<R, O> {
  const { name, method, path, operation, perform } = definition
  return {
    name,
    method,
    path,
    operation,
    style: 'pretty+newline',
    contentType: JSON_TYPE,
    parse: (call) =>
      remembering(call, () => {
        backend.packageOf(call)
        // Reason: the three members that every request has are added here.
        return { operation, stream: false, transport: transportOf(call), ...definition.parse(call) } as unknown as R
      }),
    perform,
    encode: ({ request, outcome }) => writeBody(definition.body(outcome, request), request.transport),
    encodeError: backend.errors.encodeError,
    headers(exchange) {
      const extra = exchange.error ? {} : definition.extraHeaders?.(exchange.outcome as OperationResult as O)
      return { ...backend.headers(exchange), ...extra }
    },
  }
}
