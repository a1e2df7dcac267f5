import * as v from 'valibot';
import { pathOfModel, word, type Accepted, type Order, type Wire } from '../service';

const MAX_HANDLE = 400;

const Ticket = v.object({
  request_id: word(100),
  response_url: word(2048),
  status_url: word(2048),
  cancel_url: word(2048),
});

/** Where one request is asked for, as paths of the service's origin. */
export interface Places {
  result: string;
  status: string;
  cancel: string;
}

/** Its addresses, as it says them itself. Those that lead elsewhere are not believed, and made from its number. */
export function accepted(wire: Wire, model: string, json: unknown): Accepted | null {
  const parsed = v.safeParse(Ticket, json);
  if (!parsed.success) return null;
  const { request_id: id, response_url, status_url, cancel_url } = parsed.output;
  const built = /^[\w-]+$/.test(id) ? `/${appOf(model)}/requests/${id}` : '';
  const result = ownPath(wire, response_url) || built;
  if (result === '') return null;
  const handle = handleOf({
    result,
    status: ownPath(wire, status_url) || `${result}/status`,
    cancel: ownPath(wire, cancel_url) || `${result}/cancel`,
  });
  return handle.length > MAX_HANDLE ? null : { handle, expiresAt: null };
}

/** Requests are asked for without the last part of the model's name. */
const appOf = (model: string): string => pathOfModel(model.split('/').slice(0, 2).join('/'));

/** Empty: no address, or none of the service. */
function ownPath(wire: Wire, url: string): string {
  const whole = /^https?:\/\//.test(url) ? wire.resolved(url) : null;
  if (whole === null || !wire.isOwn(whole)) return '';
  const { pathname, search } = new URL(whole);
  return pathname + search;
}

/** The path of the result, where the others follow from it; else all three. */
function handleOf({ result, status, cancel }: Places): string {
  const usual = status === `${result}/status` && cancel === `${result}/cancel`;
  return usual ? result : `${result} ${status} ${cancel}`;
}

export function placesOf(handle: string): Places {
  const [result = '', status = `${result}/status`, cancel = `${result}/cancel`] = handle.split(' ');
  return { result, status, cancel };
}

export function orderAt(wire: Wire, path: string, method: Order['method'] = 'GET'): Order {
  return { method, path: new URL(wire.baseUrl).origin + path };
}
