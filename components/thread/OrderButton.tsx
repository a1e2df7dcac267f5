import { Sparkles } from 'lucide-react';
import type { Ref } from 'react';
import type { Ground, ServiceRequest, Source } from '@/utils/domain';
import { Approval } from '../create/Approval';
import { shapeOf } from '../create/order-words';
import type { Approving } from './use-order-approval';

/** What will be asked for, what it costs, and the button that makes it; the card with all that leaves comes after it. */
export function OrderButton(props: {
  label: string;
  source: Source;
  request: ServiceRequest | undefined;
  approving: Approving;
  busy: boolean;
  onGround: (ground: Ground) => void;
  button?: Ref<HTMLButtonElement>;
}) {
  const { label, source, request, approving, busy, onGround, button } = props;
  const { price, isOpen, isChanged, asksGround, start, send, back } = approving;
  const can = request !== undefined && price !== undefined && !busy;
  return (
    <>
      {request && <p className="quiet">{shapeOf(request)}</p>}
      {price?.near && <p className="quiet">{price.near}</p>}
      {price?.stopped && (
        <p className="thread-stopped" role="status">
          {price.stopped}
        </p>
      )}
      <button
        type="button"
        ref={button}
        className="button button-accent thread-make"
        title={price?.basis}
        aria-disabled={!can}
        aria-busy={busy}
        onClick={() => can && start()}
      >
        <Sparkles size={15} aria-hidden />
        <span>{label}</span>
        {price && <small>{price.words}</small>}
      </button>
      {isOpen && request && (
        // Escape goes back from the card alone; whoever stands around may take it for their own.
        <div onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}>
          <Approval
            request={request}
            source={source}
            price={price}
            isChanged={isChanged}
            asksGround={asksGround}
            onGround={onGround}
            onSend={send}
            onBack={back}
          />
        </div>
      )}
    </>
  );
}
