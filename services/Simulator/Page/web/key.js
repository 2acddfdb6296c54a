// The desk keeps its key here too: who is signed in there is signed in here.
const place = 'omnichannel.desk.key';

export const readKey = () => sessionStorage.getItem(place);
export const keepKey = (key) => sessionStorage.setItem(place, key);
export const dropKey = () => sessionStorage.removeItem(place);
