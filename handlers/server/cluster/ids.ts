/** Ids of workers' exchanges end with the worker's number: `ex_7.2`. */
export function idAt(worker: number, id: string): string {
  return worker === 0 ? id : `${id}.${worker}`
}

/** Whose exchange an id names, 0 being the primary process, and what it is called there. */
export function placeOfId(id: string): { readonly worker: number; readonly id: string } {
  const [own = id, worker = '0'] = id.split('.')
  return { worker: Number(worker), id: own }
}
