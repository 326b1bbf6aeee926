namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Package and Promote stages (INGOT6xxx).</summary>
public static class PackageDiagnostics
{
    /// <summary>The model has no passed verdict for its hash.</summary>
    public static DiagnosticDescriptor NoPassedVerdict { get; } =
        new("INGOT6001", DiagnosticSeverity.Error, "The model has not passed its gates");

    /// <summary>The feed has the version already.</summary>
    public static DiagnosticDescriptor AlreadyPublished { get; } =
        new("INGOT6002", DiagnosticSeverity.Error, "The version is published already");

    /// <summary>The packed client gives other answers than the model that was evaluated.</summary>
    public static DiagnosticDescriptor OtherAnswers { get; } =
        new("INGOT6010", DiagnosticSeverity.Error, "The packed client gives other answers");

    /// <summary>The packed client costs more time or memory than the project allows.</summary>
    public static DiagnosticDescriptor OverBudget { get; } =
        new("INGOT6011", DiagnosticSeverity.Error, "The packed client is over its budget");

    /// <summary>The packed client cannot be loaded, throws, or ends its process.</summary>
    public static DiagnosticDescriptor CannotBeUsed { get; } =
        new("INGOT6012", DiagnosticSeverity.Error, "The packed client cannot be used");

    /// <summary>None of the package's target frameworks can be loaded by the build's own .NET.</summary>
    public static DiagnosticDescriptor NotValidated { get; } =
        new("INGOT6013", DiagnosticSeverity.Warning, "The packed client was not tried");

    /// <summary>The commit that the provenance names does not hold what the package is made from, or nobody knows whether it does.</summary>
    public static DiagnosticDescriptor CommitIsNotTheSource { get; } =
        new("INGOT6014", DiagnosticSeverity.Warning, "The commit does not hold the sources");

    /// <summary>The data are no longer those that the model was made from.</summary>
    public static DiagnosticDescriptor OtherData { get; } =
        new("INGOT6015", DiagnosticSeverity.Error, "The data have changed since the model was made");

    /// <summary>A package that the command line names is neither on a feed nor a file.</summary>
    public static DiagnosticDescriptor PackageNotFound { get; } =
        new("INGOT6020", DiagnosticSeverity.Error, "The package cannot be found");

    /// <summary>A file is not a package that Ingot built.</summary>
    public static DiagnosticDescriptor NoModelPackage { get; } =
        new("INGOT6021", DiagnosticSeverity.Error, "The package is not that of a model");

    /// <summary>A key's file is not a key, is of another kind, or its password is wrong.</summary>
    public static DiagnosticDescriptor UnusableKey { get; } =
        new("INGOT6025", DiagnosticSeverity.Error, "The key cannot be used");

    /// <summary>A file is not a signed envelope.</summary>
    public static DiagnosticDescriptor DamagedSignature { get; } =
        new("INGOT6026", DiagnosticSeverity.Error, "The signature cannot be read");

    /// <summary>A released package is not the one that was built or signed, or its model answers otherwise.</summary>
    public static DiagnosticDescriptor PackageDoesNotVerify { get; } =
        new("INGOT6027", DiagnosticSeverity.Error, "The package does not verify");

    /// <summary>A package cannot be signed.</summary>
    public static DiagnosticDescriptor NotSigned { get; } =
        new("INGOT6028", DiagnosticSeverity.Error, "The package cannot be signed");

    /// <summary>A channel's file is damaged or contradicts itself.</summary>
    public static DiagnosticDescriptor DamagedChannel { get; } =
        new("INGOT6030", DiagnosticSeverity.Error, "The channel file cannot be used");

    /// <summary>A channel asks for more than a version has: approvals, gates, a score, time in another channel.</summary>
    public static DiagnosticDescriptor PromotionRefused { get; } =
        new("INGOT6031", DiagnosticSeverity.Error, "The policy of the channel is not met");

    /// <summary>An approval is forged, was given for something else, or is by whoever promotes.</summary>
    public static DiagnosticDescriptor InvalidApproval { get; } =
        new("INGOT6032", DiagnosticSeverity.Error, "The approval does not count");

    /// <summary>A channel never held the version that it is to go back to.</summary>
    public static DiagnosticDescriptor NothingToRollBackTo { get; } =
        new("INGOT6033", DiagnosticSeverity.Error, "There is no version to go back to");

    /// <summary>A version is retired, or cannot be because it is in use.</summary>
    public static DiagnosticDescriptor VersionRetired { get; } =
        new("INGOT6034", DiagnosticSeverity.Error, "The version is retired");

    /// <summary>The model is worse than the one that holds the channel.</summary>
    public static DiagnosticDescriptor PromotionGateFailed { get; } =
        new("INGOT6035", DiagnosticSeverity.Error, "A gate failed at the promotion");

    /// <summary>A channel file says what nobody signed, or changes what was there before.</summary>
    public static DiagnosticDescriptor ChannelNotInOrder { get; } =
        new("INGOT6036", DiagnosticSeverity.Error, "The channel is not in order");

    /// <summary>The policy file is damaged.</summary>
    public static DiagnosticDescriptor DamagedPolicy { get; } =
        new("INGOT6037", DiagnosticSeverity.Error, "The policy of the channels cannot be used");

    /// <summary>A version takes away or changes what applications of an older one use, and its number does not say so.</summary>
    public static DiagnosticDescriptor ContractBroken { get; } =
        new("INGOT6040", DiagnosticSeverity.Error, "The contract breaks without a new major version");

    /// <summary>A feed that the command line names is neither a configured source, nor an address, nor a folder.</summary>
    public static DiagnosticDescriptor UnknownFeed { get; } =
        new("INGOT6041", DiagnosticSeverity.Error, "The feed is not known");

    /// <summary>A feed does not accept the key or the credentials.</summary>
    public static DiagnosticDescriptor FeedRefused { get; } =
        new("INGOT6042", DiagnosticSeverity.Error, "The feed refuses access");

    /// <summary>A feed does not answer, answers what no NuGet feed answers, or cannot be written.</summary>
    public static DiagnosticDescriptor FeedFailed { get; } =
        new("INGOT6043", DiagnosticSeverity.Error, "The feed does not do what was asked");

    /// <summary>The feeds have no model of an id.</summary>
    public static DiagnosticDescriptor NoSuchModel { get; } =
        new("INGOT6044", DiagnosticSeverity.Error, "The feeds have no such model");

    /// <summary>A feed's address is http, which anyone on the way can read and change.</summary>
    public static DiagnosticDescriptor InsecureFeed { get; } =
        new("INGOT6045", DiagnosticSeverity.Error, "The feed's address is not secure");

    /// <summary>A <c>ModelReference</c> does not say which version of which package it means.</summary>
    public static DiagnosticDescriptor WrongReference { get; } =
        new("INGOT6050", DiagnosticSeverity.Error, "The reference to a model cannot be read");

    /// <summary>No version holds the channel that a <c>ModelReference</c> names, or the named one never did.</summary>
    public static DiagnosticDescriptor NotInChannel { get; } =
        new("INGOT6051", DiagnosticSeverity.Error, "The channel has no such version");

    /// <summary>The channel names another version than the one that was restored.</summary>
    public static DiagnosticDescriptor NotRestored { get; } =
        new("INGOT6052", DiagnosticSeverity.Error, "The version of the channel was not restored");

    /// <summary>What was restored does not have the content that was promoted.</summary>
    public static DiagnosticDescriptor OtherPackage { get; } =
        new("INGOT6053", DiagnosticSeverity.Error, "The restored package is not the promoted one");
}
