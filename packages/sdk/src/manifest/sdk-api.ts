/** Major version of the slice interface. A slice made for another major is refused. */
export const sdkApi = 1;
