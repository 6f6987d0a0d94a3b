'use client'
import { useEffect } from 'react'

export default function Page() {
  useEffect(() => {
    void import('../../../pages/none')
  }, [])
  return <p>none</p>
}
