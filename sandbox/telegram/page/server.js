// The sandbox's JSON API.

async function request(path, options) {
  const answer = await fetch(`sim/${path}`, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export const addPerson = (name, language) => post("people", { name, language });
export const act = (id, what, given) => post(`people/${id}/${what}`, given);
export const addFault = (fault) => post("faults", fault);
export const clearFaults = () => request("faults", { method: "DELETE" });
export const fileAddress = (id) => `sim/files/${encodeURIComponent(id)}`;

export function upload(id, file, kind) {
  const body = new FormData();
  body.append("file", file);
  body.append("as", kind);
  return request(`people/${id}/upload`, { method: "POST", body });
}

// Calls `onState` with everything that changed, for ever; `onLost` while the server is away.
export async function follow(onState, onLost) {
  let version = -1;
  for (;;) {
    try {
      const state = await request(`state?after=${version}`);
      onState(state);
      version = state.version;
    } catch (error) {
      console.warn(error);
      onLost();
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}
