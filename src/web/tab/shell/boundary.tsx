import { Component, type ReactNode } from 'react'
import { reader } from '../../signed-on/reader.ts'
import { Trouble } from './trouble.tsx'

/** A page that breaks says so; the others go on. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Trouble text={reader().words.signedOn.broke} />
  }
}
