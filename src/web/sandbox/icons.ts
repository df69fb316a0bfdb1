/** Line drawings on a 16 × 16 grid; decoration only: the words beside them carry the meaning. */
const drawings = {
  shut: 'M5 7V5a3 3 0 0 1 6 0v2M3.5 7h9v6.5h-9z',
  open: 'M5 7V4.5a3 3 0 0 1 5.8-1M3.5 7h9v6.5h-9zM8 9.6v1.6',
  forward: 'M2.5 4 7 8l-4.5 4zM8 4l4.5 4L8 12z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  question: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 11.8v.2',
  close: 'M4 4l8 8M12 4l-8 8',
  send: 'M2.5 8 13.5 2.8 10.6 13.2 7.4 9.4zM7.4 9.4l6.1-6.6',
  chat: 'M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z',
  hash: 'M6.5 2.5 5 13.5M11 2.5 9.5 13.5M3 5.8h10.5M2.5 10.2H13',
  cloud: 'M4.8 12.5a2.8 2.8 0 0 1-.3-5.6 3.7 3.7 0 0 1 7.1.6 2.5 2.5 0 0 1-.4 5z',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.2',
  check: 'M3.2 8.4l3.2 3.2 6.4-7',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  down: 'M8 3v9.5M4 8.7l4 4 4-4',
} as const

export type IconName = keyof typeof drawings

const svg = 'http://www.w3.org/2000/svg'

export function icon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('viewBox', '0 0 16 16')
  drawing.setAttribute('class', `icon icon-${name}`)
  drawing.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', drawings[name])
  drawing.append(path)
  return drawing
}
