import { isUnknown, known, type Maybe, mapKnown } from "../../model/unknown.ts";

/** A reference to another managed object (`mo.MoRef`). */
export interface ManagedObject {
  readonly moid: Maybe<string>;
  readonly objectType: Maybe<string>;
  readonly selector: Maybe<string>;
}

/** Managed objects as text: `OBJECTTYPE/MOID`, or the selector where there is no Moid. Unknown as a whole when a part of one is. */
export function managedObjectNames(objects: readonly ManagedObject[]): Maybe<readonly string[]> {
  const names = objects.map(({ moid, objectType, selector }) =>
    moid === undefined ? selector : mapKnown(moid, (id) => mapKnown(objectType, (type) => `${type}/${id}`) ?? id),
  );
  return names.find(isUnknown) ?? names.map(known).filter((name) => name !== undefined);
}
