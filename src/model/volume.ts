interface KeyFile {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

type Verbatim = Readonly<Record<string, unknown>>;

/** A volume with its one source (as Kubernetes writes it) and where the main container sees it, if it does. */
export interface Volume {
  readonly name: string;
  readonly mountPath?: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly emptyDir?: { readonly sizeLimit?: string | number; readonly medium?: 'Memory' };
  readonly persistentVolumeClaim?: { readonly claimName: string; readonly readOnly?: boolean };
  readonly configMap?: {
    readonly name: string;
    readonly items?: readonly KeyFile[];
    readonly defaultMode?: number;
    readonly optional?: boolean;
  };
  readonly secret?: {
    readonly secretName: string;
    readonly items?: readonly KeyFile[];
    readonly defaultMode?: number;
    readonly optional?: boolean;
  };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly nfs?: { readonly server: string; readonly path: string; readonly readOnly?: boolean };
  readonly csi?: Verbatim;
  readonly projected?: Verbatim;
  readonly ephemeral?: Verbatim;
  readonly downwardAPI?: Verbatim;
}
