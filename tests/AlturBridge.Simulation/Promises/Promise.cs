namespace AlturBridge.Simulation.Promises;

/// <summary>What the bridge promises, whatever happens.</summary>
public static class Promise
{
    public const string CalledOnce = "Nobody is called twice";
    public const string NeverLost = "An accepted lead is in one place, or has ended";
    public const string EndsOnce = "A lead ends once";
    public const string TellsTheTruth = "The end of a lead says the truth about its call";
    public const string DoubtHasAReason = "An outcome is unknown only for a reason";
    public const string Lanes = "Never more calls in flight than lanes allow";
    public const string NothingIsStuck = "Every lead ends within its age once faults stop";
    public const string RecordUnchanged = "The record arrives byte for byte";
    public const string GivenUpBySomebody = "No lead is given up because it was delivered too often";
    public const string Rules = "Nobody is called against a rule";
    public const string NotTooOld = "Nobody is called who has waited too long";
    public const string OutageIsCheap = "An outage of Altur costs a handful of leads";
    public const string CopiedOnce = "A record is scheduled once for each attempt";
    public const string RefusedForAReason = "A lead is refused only for a reason";
    public const string AnswersTheCrm = "Every lead is accepted once faults stop";
}
