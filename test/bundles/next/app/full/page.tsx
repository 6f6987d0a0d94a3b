'use client'
import { useEffect } from 'react'

export default function Page() {
  useEffect(() => {
    void import('../../../pages/full')
  }, [])
  return <p>full</p>
}
