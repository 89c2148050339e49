/** What a control plane is made of. */
export const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
] as const;
export type Program = (typeof programs)[number];

/** Where each program lies, and `kubectl` of the same version, which only people need. */
export type Binaries = Readonly<Record<Program, string>> & { readonly kubectl?: string };

/** The packages that they are built from. */
export const packages: Readonly<Record<Program | 'kubectl', string>> = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
};
