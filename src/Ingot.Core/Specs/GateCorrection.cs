namespace Ingot.Core.Specs;

/// <summary>How the change gates of a model are kept from failing by chance the more often the more there are: property <c>ModelGateCorrection</c>.</summary>
public enum GateCorrection
{
    /// <summary>Holm's correction, over the gates on all rows and over those on slices separately.</summary>
    Holm,

    /// <summary>None: each gate is a test by itself.</summary>
    None,
}
