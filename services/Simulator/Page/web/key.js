// The desk's storage key: a user signed in at the desk is signed in here too.
const place = 'omnichannel.desk.key';

export const readKey = () => sessionStorage.getItem(place);
export const keepKey = (key) => sessionStorage.setItem(place, key);
export const dropKey = () => sessionStorage.removeItem(place);
