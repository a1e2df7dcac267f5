/**
 * A chat model and a maker of pictures behind the OpenAI-compatible API, which answer what a test gives them or play
 * what goes wrong, and keep a journal of what reached them. On 127.0.0.1 only.
 *
 *   const server = await startChatServer({ plan: { title: 'A lighthouse', shots: [] } });
 *   server.control.play('fence');                // the next answer stands in a Markdown fence
 *   // ... or the text says it itself: "A lighthouse at dawn [[injected]]"
 *   server.journal.posts('chat');                // 1
 *   server.journal.pictures();                   // pictures made, and paid for
 *   await server.close();
 */
export { startChatServer } from './server';
export { INJECTED } from './chat';
export * from './api';
