/** `-1234.50` */
export function yuan(minorUnits: number): string {
  const size = String(Math.abs(minorUnits)).padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}
