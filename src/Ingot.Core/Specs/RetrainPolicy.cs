namespace Ingot.Core.Specs;

/// <summary>What a model that was trained again must prove.</summary>
public enum RetrainPolicy
{
    /// <summary>It is better than production on the newest labelled rows, and passes the gates of the project on the fixed reference rows.</summary>
    Both,

    /// <summary>
    /// It is better than production on the newest labelled rows, and passes the gates there: for data whose meaning has changed. These rows become
    /// the reference rows of the project.
    /// </summary>
    Window,
}
