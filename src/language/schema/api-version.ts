/** The version of the policy language that this compiler reads. */
export const apiVersion = 'roster.dev/v1alpha1';
