/// The style of the page for operators.
enum StyleSheet {
  static let text = """
    :root { color-scheme: light dark; }
    body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem; }
    h1 { font-size: 1.3rem; margin: 0; }
    h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
    header { align-items: baseline; display: flex; gap: 1rem; }
    header p, footer { color: GrayText; }
    footer { margin-top: 2rem; }
    .tiles { display: grid; gap: .5rem; margin-top: 1rem; }
    .tiles { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
    .tile { border: 1px solid #8886; border-radius: .4rem; padding: .4rem .8rem; }
    .tile b { display: block; font-size: 1.5rem; }
    .tile span { font-size: .7rem; }
    table { border-collapse: collapse; width: 100%; }
    th { font-size: .75rem; font-weight: 600; text-align: left; }
    th, td { border-bottom: 1px solid #8884; padding: .3rem .8rem .3rem 0; vertical-align: top; }
    td { overflow-wrap: anywhere; }
    td.name { min-width: 9rem; }
    td[class]:not(.name) { white-space: nowrap; }
    .id { font: 12px ui-monospace, monospace; }
    .ERRORED, strong { color: #c22; }
    .READY_TO_USE { color: #182; }
    .TRAINING, .VALIDATING, .running { color: #06c; }
    meter { width: 16rem; }

    """
}
