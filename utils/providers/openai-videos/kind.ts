import * as v from 'valibot';
import type { Preset } from '@/utils/domain';
import type { Heard } from '../service';

const word = v.fallback(v.pipe(v.string(), v.maxLength(200)), '');

/** A model as servers list it: its name, and what some of them add. */
export const Model = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  owned_by: word,
  /** SGLang: "T2V", "I2V". */
  task_type: word,
  /** vLLM: where the model came from. */
  root: word,
  /** new-api: which interfaces lead to it. Null: not said. */
  supported_endpoint_types: v.fallback(v.nullable(v.array(word)), null),
});
export type Model = v.InferOutput<typeof Model>;

const Refusal = v.object({ error: v.object({ type: word, message: word }) });

/** Whose server it is, by what its answers give away; undefined: by nothing. */
export function kindOf(models: readonly Model[], answers: readonly Heard[]): Preset | undefined {
  const heard = answers.filter((answer) => answer.kind === 'answer');
  const names = new Set(heard.flatMap(({ headers }) => [...headers.keys()]));
  const said = heard.flatMap(({ json }) => {
    const refusal = v.safeParse(Refusal, json);
    return refusal.success ? Object.values(refusal.output.error) : [];
  });
  const isNamed = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  const isSaid = (pattern: RegExp): boolean => said.some((words) => pattern.test(words));

  if (isNamed(/^x-litellm-/) || isSaid(/litellm\./i)) return 'litellm';
  const listed = models.some((model) => model.supported_endpoint_types !== null);
  if (listed || isNamed(/^x-(new-?api|oneapi)-/) || isSaid(/new_api_error/)) return 'new-api';
  if (models.some(({ owned_by, task_type }) => /sglang/i.test(owned_by) || task_type !== '')) return 'sglang';
  return models.some(({ owned_by, root }) => owned_by === 'vllm' || root !== '') ? 'vllm-omni' : undefined;
}
