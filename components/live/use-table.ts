import { useEffect, useState } from 'react';
import { loadModels, type Table } from '@/utils/providers';

/** The table of models, fetched when it is first needed; undefined until then, and where it cannot be had. */
export function useTable(needed = true): Table | undefined {
  const [table, setTable] = useState<Table>();
  useEffect(() => {
    if (!needed) return;
    let gone = false;
    loadModels().then(
      (loaded) => !gone && setTable(loaded),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [needed]);
  return table;
}
