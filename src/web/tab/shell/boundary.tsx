import { Component, type ReactNode } from 'react'
import { Trouble } from './trouble.tsx'

/** A page that breaks says so; the others go on. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Trouble text="This page broke. Reload it; if it stays, tell your platform team." />
  }
}
